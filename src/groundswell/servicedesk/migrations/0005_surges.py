

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0003_business_owner'),
        ('servicedesk', '0004_parents_without_parents'),
    ]

    operations = [
        migrations.CreateModel(
            name='Surge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, unique=True)),
                ('updated_at', models.DateTimeField(db_index=True, null=True)),
                ('state', models.CharField(choices=[('open', 'Nobody looked yet'), ('joined', 'Joined'), ('dismissed', 'No common trouble'), ('ended', 'Over')], default='open', max_length=9)),
                ('title', models.CharField(max_length=250)),
                ('place', models.CharField(blank=True, max_length=250)),
                ('started_at', models.DateTimeField()),
                ('detected_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('window_minutes', models.FloatField()),
                ('expected', models.FloatField()),
                ('seen', models.PositiveIntegerField()),
                ('chance', models.FloatField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='servicedesk.ticket')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalogue.service')),
            ],
        ),
        migrations.CreateModel(
            name='SurgeTicket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('surge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='servicedesk.surge')),
                ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='surge_member', to='servicedesk.ticket')),
            ],
        ),
        migrations.AddField(
            model_name='surge',
            name='tickets',
            field=models.ManyToManyField(related_name='surges', through='servicedesk.SurgeTicket', to='servicedesk.ticket'),
        ),
        migrations.CreateModel(
            name='SurgeWatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('epoch', models.CharField(blank=True, max_length=32)),
                ('learnt', models.BinaryField(default=bytes)),
                ('seen_until', models.DateTimeField(null=True)),
                ('seen_lately', models.JSONField(default=list)),
                ('only', models.PositiveSmallIntegerField(default=1, unique=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('only', 1)), name='there_is_one_watch')],
            },
        ),
        migrations.AddIndex(
            model_name='surge',
            index=models.Index(fields=['state', '-started_at'], name='surges_by_state'),
        ),
        migrations.AddConstraint(
            model_name='surge',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'joined', 'dismissed', 'ended'])), name='a_surge_is_in_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='surge',
            constraint=models.CheckConstraint(condition=models.Q(('detected_at__gte', models.F('started_at'))), name='a_surge_is_seen_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='surge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'joined'), _negated=True), ('parent__isnull', False), _connector='OR'), name='a_joined_surge_has_a_ticket_that_stands_for_it'),
        ),
        migrations.AddConstraint(
            model_name='surge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dismissed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_dismissed_surge_has_a_reason'),
        ),
    ]
