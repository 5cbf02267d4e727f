"""Models that gave the tags; where files were given together; what a dossier went on as."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sector_model",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("trained_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("labels", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("level", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_sector_model")),
    )
    with op.batch_alter_table("sector_model", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sector_model_chosen_at"), ["chosen_at"], unique=False)
    op.create_table(
        "successor",
        sa.Column("old", sa.String(length=24), nullable=False),
        sa.Column("new", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("old", "new", name=op.f("pk_successor")),
    )
    with op.batch_alter_table("successor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_successor_new"), ["new"], unique=False)
    op.create_table(
        "placement",
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.String(length=24), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["source_file.sha256"], name=op.f("fk_placement_sha256_source_file"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("folder", "dossier_id", "sha256", "name", name=op.f("pk_placement")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_placement_sha256"), ["sha256"], unique=False)
    op.execute(
        "INSERT INTO placement (folder, dossier_id, sha256, name) SELECT '', dossier_id, sha256, name FROM dossier_file"
    )


def downgrade() -> None:
    op.drop_table("placement")
    op.drop_table("successor")
    op.drop_table("sector_model")
