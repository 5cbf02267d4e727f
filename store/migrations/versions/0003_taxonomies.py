"""Tags and models of further taxonomies beside those of the sectors."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sector_tag", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taxonomy", sa.String(length=48), nullable=False, server_default="sectors"))
        batch_op.drop_constraint(batch_op.f("pk_sector_tag"), type_="primary")
        batch_op.create_primary_key(batch_op.f("pk_sector_tag"), ["innovation_id", "taxonomy"])
    with op.batch_alter_table("sector_model", schema=None) as batch_op:
        batch_op.add_column(sa.Column("taxonomy", sa.String(length=48), nullable=False, server_default="sectors"))
        batch_op.add_column(sa.Column("classes", sa.JSON(none_as_null=True), nullable=True))
    for table in ("sector_tag", "sector_model"):  # only once the rows that were there have their value
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("taxonomy", server_default=None)


def downgrade() -> None:
    op.execute("DELETE FROM sector_model WHERE taxonomy != 'sectors'")
    op.execute("DELETE FROM sector_tag WHERE taxonomy != 'sectors'")
    with op.batch_alter_table("sector_model", schema=None) as batch_op:
        batch_op.drop_column("classes")
        batch_op.drop_column("taxonomy")
    with op.batch_alter_table("sector_tag", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("pk_sector_tag"), type_="primary")
        batch_op.drop_column("taxonomy")
        batch_op.create_primary_key(batch_op.f("pk_sector_tag"), ["innovation_id"])
