
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('servicedesk', '0005_surges'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MajorIncident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, unique=True)),
                ('updated_at', models.DateTimeField(db_index=True, null=True)),
                ('state', models.CharField(choices=[('running', 'Going on'), ('restored', 'Service is back'), ('stood_down', 'Stood down'), ('reviewed', 'Reviewed')], default='running', max_length=10)),
                ('title', models.CharField(max_length=250)),
                ('affects', models.TextField(blank=True)),
                ('workaround', models.TextField(blank=True)),
                ('reason', models.CharField(max_length=500)),
                ('began_at', models.DateTimeField()),
                ('declared_at', models.DateTimeField()),
                ('announced_at', models.DateTimeField(blank=True, null=True)),
                ('next_update_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('happened', models.TextField(blank=True)),
                ('helped', models.TextField(blank=True)),
                ('hindered', models.TextField(blank=True)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('communicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='communicator')),
                ('coordinator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='coordinator')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='majors', to='servicedesk.ticket')),
                ('technical_lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='technical lead')),
            ],
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, unique=True)),
                ('updated_at', models.DateTimeField(db_index=True, null=True)),
                ('title', models.CharField(max_length=250)),
                ('due_on', models.DateField()),
                ('added_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('major', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='major.majorincident')),
            ],
        ),
        migrations.CreateModel(
            name='MajorUpdate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('news', 'How it stands'), ('restored', 'Service is back'), ('stood_down', 'It was no common trouble')], max_length=10)),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('major', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='major.majorincident')),
            ],
        ),
        migrations.CreateModel(
            name='MeToo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='me_toos', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='me_toos', to='servicedesk.ticket')),
            ],
        ),
        migrations.CreateModel(
            name='TimelineEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('found', 'Found out'), ('did', 'Done'), ('decided', 'Decided'), ('heard', 'Heard from others')], max_length=8)),
                ('text', models.TextField()),
                ('happened_at', models.DateTimeField()),
                ('written_at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('major', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='major.majorincident')),
            ],
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told_at', models.DateTimeField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='servicedesk.ticket')),
                ('update', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='major.majorupdate')),
            ],
        ),
        migrations.AddIndex(
            model_name='majorincident',
            index=models.Index(fields=['state', '-declared_at'], name='majors_by_state'),
        ),
        migrations.AddConstraint(
            model_name='majorincident',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['running', 'restored', 'stood_down', 'reviewed'])), name='a_major_incident_is_in_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='majorincident',
            constraint=models.UniqueConstraint(models.F('parent'), condition=models.Q(('state', 'running')), name='a_ticket_heads_one_major_incident_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='majorincident',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_major_incident_says_why_it_is_one'),
        ),
        migrations.AddConstraint(
            model_name='majorincident',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state', 'running')), models.Q(models.Q(('state', 'running'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='a_major_incident_goes_on_exactly_until_it_ended'),
        ),
        migrations.AddConstraint(
            model_name='majorincident',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('declared_at')), _connector='OR'), name='a_major_incident_ends_after_it_was_declared'),
        ),
        migrations.AddConstraint(
            model_name='majorincident',
            constraint=models.CheckConstraint(condition=models.Q(('next_update_at__isnull', True), ('state', 'running'), _connector='OR'), name='only_a_major_incident_that_goes_on_promises_news'),
        ),
        migrations.AddConstraint(
            model_name='majorincident',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', False), ('state', 'reviewed'), models.Q(('happened', ''), _negated=True)), models.Q(models.Q(('state', 'reviewed'), _negated=True), ('reviewed_at__isnull', True)), _connector='OR'), name='a_reviewed_major_incident_says_what_happened'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['major', 'due_on'], name='follow_ups_by_day'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='a_follow_up_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('done_at__gte', models.F('added_at')), _connector='OR'), name='a_follow_up_is_done_after_it_was_added'),
        ),
        migrations.AddIndex(
            model_name='majorupdate',
            index=models.Index(fields=['major', '-written_at'], name='updates_in_order'),
        ),
        migrations.AddConstraint(
            model_name='majorupdate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['news', 'restored', 'stood_down'])), name='an_update_is_of_a_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='majorupdate',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_update_says_something'),
        ),
        migrations.AddConstraint(
            model_name='majorupdate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'news'), ('next_at__gt', models.F('written_at'))), models.Q(models.Q(('kind', 'news'), _negated=True), ('next_at__isnull', True)), _connector='OR'), name='news_promise_more_and_the_last_word_does_not'),
        ),
        migrations.AddConstraint(
            model_name='metoo',
            constraint=models.UniqueConstraint(models.F('ticket'), models.F('person'), name='a_person_says_me_too_once'),
        ),
        migrations.AddConstraint(
            model_name='metoo',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('withdrawn_at__gte', models.F('said_at')), _connector='OR'), name='a_me_too_is_withdrawn_after_it_was_said'),
        ),
        migrations.AddIndex(
            model_name='timelineentry',
            index=models.Index(fields=['major', '-happened_at'], name='major_entries_in_order'),
        ),
        migrations.AddConstraint(
            model_name='timelineentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['found', 'did', 'decided', 'heard'])), name='an_entry_is_of_a_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='timelineentry',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_entry_says_something'),
        ),
        migrations.AddConstraint(
            model_name='timelineentry',
            constraint=models.CheckConstraint(condition=models.Q(('written_at__gte', models.F('happened_at'))), name='nothing_is_noted_before_it_happened'),
        ),
        migrations.AddConstraint(
            model_name='told',
            constraint=models.UniqueConstraint(models.F('update'), models.F('ticket'), name='a_ticket_is_told_once'),
        ),
        migrations.AddConstraint(
            model_name='told',
            constraint=models.UniqueConstraint(models.F('update'), models.F('person'), name='a_person_is_told_once'),
        ),
        migrations.AddConstraint(
            model_name='told',
            constraint=models.CheckConstraint(condition=models.Q(('ticket__isnull', False), ('person__isnull', False), _connector='OR'), name='somebody_is_told'),
        ),
    ]
