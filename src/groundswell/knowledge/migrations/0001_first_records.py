"""Articles, their texts, and whether they worked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_first_records'),
        ('catalogue', '0003_business_owner'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, unique=True)),
                ('updated_at', models.DateTimeField(db_index=True, null=True)),
                ('kind', models.CharField(choices=[('answer', 'What helps'), ('quirk', 'Good to know before')], default='answer', max_length=8)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('retired', 'Retired')], default='draft', max_length=10)),
                ('language', models.CharField(max_length=8)),
                ('title', models.CharField(max_length=250)),
                ('summary', models.CharField(blank=True, max_length=500)),
                ('symptoms', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('audience', models.CharField(choices=[('everyone', 'Everyone'), ('department', 'One department'), ('desk', 'The desk'), ('champions', 'Champions')], default='everyone', max_length=12)),
                ('review_by', models.DateField(blank=True, null=True)),
                ('origin', models.CharField(blank=True, db_index=True, max_length=80)),
                ('written_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='accounts.orgunit')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='articles', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='catalogue.service')),
            ],
        ),
        migrations.CreateModel(
            name='ArticleText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=8)),
                ('version', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=250)),
                ('summary', models.CharField(blank=True, max_length=500)),
                ('symptoms', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('of_version', models.PositiveIntegerField(blank=True, null=True)),
                ('written_at', models.DateTimeField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='knowledge.article')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ArticleUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('record', models.CharField(db_index=True, max_length=32)),
                ('used_at', models.DateTimeField()),
                ('worked', models.BooleanField(blank=True, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='knowledge.article')),
                ('used_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ArticleVerdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('helped', models.BooleanField()),
                ('words', models.CharField(blank=True, max_length=500)),
                ('given_on', models.DateField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='knowledge.article')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['state', 'review_by'], name='articles_by_review'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['service', 'kind'], name='articles_of_a_service'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='an_article_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published', 'retired'])), name='an_article_is_in_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('audience__in', ['everyone', 'department', 'desk', 'champions'])), name='an_article_is_for_somebody_known'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience', 'department'), ('department__isnull', False)), models.Q(models.Q(('audience', 'department'), _negated=True), ('department__isnull', True)), _connector='OR'), name='an_article_names_its_department_exactly_when_it_is_for_one'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='an_article_was_published_before_it_is_offered'),
        ),
        migrations.AddConstraint(
            model_name='articletext',
            constraint=models.UniqueConstraint(models.F('article'), models.F('language'), models.F('version'), name='a_text_has_its_own_version'),
        ),
        migrations.AddConstraint(
            model_name='articleuse',
            constraint=models.UniqueConstraint(models.F('article'), models.F('record'), name='an_article_is_used_there_once'),
        ),
        migrations.AddConstraint(
            model_name='articleuse',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='a_used_article_has_a_version'),
        ),
        migrations.AddConstraint(
            model_name='articleverdict',
            constraint=models.UniqueConstraint(models.F('article'), models.F('version'), models.F('given_by'), models.F('given_on'), name='a_reader_says_once_a_day'),
        ),
    ]
