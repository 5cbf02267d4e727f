"""The fingerprint of a file's text, by which the same text in two files is noticed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("source_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fingerprint", sa.String(length=64), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_source_file_fingerprint"), ["fingerprint"], unique=False)
    with op.batch_alter_table("source_file", schema=None) as batch_op:
        batch_op.alter_column("fingerprint", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("source_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_file_fingerprint"))
        batch_op.drop_column("fingerprint")
