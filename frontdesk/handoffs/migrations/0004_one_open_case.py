from django.db import migrations, models


class Migration(migrations.Migration):
    """On its own: PostgreSQL builds no index over rows changed in the same transaction."""

    dependencies = [
        ('handoffs', '0003_one_case_routes_joining'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'closed'), _negated=True), fields=('conversation',), name='case_open_one'),
        ),
    ]
