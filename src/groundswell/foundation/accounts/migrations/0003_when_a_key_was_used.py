from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_a_role_may_end")]
    operations = [
        migrations.AddField("apikey", "used_at", models.DateTimeField(blank=True, null=True))
    ]
