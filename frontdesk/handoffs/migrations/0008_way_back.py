# A link back to an answer; when the visitor's page was last there

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('handoffs', '0007_gave'),
    ]

    operations = [
        migrations.AddField(
            model_name='takeover',
            name='visitor_seen_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='WayBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('used', 'Used'), ('dead', 'Dead')], default='waiting', max_length=10)),
                ('token_hash', models.CharField(max_length=64, null=True, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('guesses', models.PositiveSmallIntegerField(default=0)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ways_back', to='handoffs.case')),
            ],
        ),
    ]
