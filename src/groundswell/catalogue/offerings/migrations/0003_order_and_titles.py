"""Agreements and tasks stand in the order in which they were written, tasks with a title of their own.

What was added after others had been dropped could come before what it follows, which then did not
wait for it; and of two tasks with one title nobody could say after which a third comes.
"""

from django.db import migrations


def tell_apart(titles):
    """Return titles of which each is there once: the second "Sign it" is "Sign it (2)"."""
    told = []
    for title in titles:
        kept, place = title, 1
        # not one that another has further on, either
        while kept in told or (place > 1 and kept in titles):
            place += 1
            ending = f" ({place})"
            kept = title[: 200 - len(ending)] + ending
        told.append(kept)
    return told


def forwards(apps, schema_editor):
    for offering in apps.get_model("offerings", "Offering").objects.order_by("id"):
        for rows in (offering.steps, offering.planned):
            for position, row in enumerate(rows.order_by("id"), 1):
                rows.filter(pk=row.pk).exclude(position=position).update(position=position)
        tasks = list(offering.planned.order_by("id"))
        for task, title in zip(tasks, tell_apart([task.title for task in tasks]), strict=True):
            offering.planned.filter(pk=task.pk).exclude(title=title).update(title=title)


class Migration(migrations.Migration):
    dependencies = [("offerings", "0002_questions_answered_with_files")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
