"""Letting every process know that a rule was changed."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from groundswell.foundation.audit.models import AuditEntry
from groundswell.servicedesk.promises.models import RulesStamp


def follow_rules(entries: Sequence[AuditEntry], *, at: datetime, begun: Mapping[str, Any]) -> None:  # noqa: ARG001
    """Let the rules be read anew; the trail calls this with each entry about one of them."""
    RulesStamp.objects.update_or_create(only=1, defaults={"stamp": uuid.uuid4().hex})
