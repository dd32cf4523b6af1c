"""One field for several files, which keeps them while a form is corrected."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments.allowance import is_limited
from groundswell.foundation.attachments.limits import load_limits
from groundswell.foundation.attachments.storage import Upload, read_token, receive
from groundswell.kernel.errors import BadInput

#: names of files that a sentence spells out
_NAMED = 5


class FilesInput(forms.Widget):
    """Choosing files; those that came already are listed, and can be left out again."""

    needs_multipart_form = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(dict(attrs or {}))
        self.kept: Sequence[Upload] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[list[Any], list[str]]:
        """Return the files that came, and the sealed names of those that came before."""
        given = files.getlist(name) if hasattr(files, "getlist") else []
        tokens = data.getlist(f"{name}-kept") if hasattr(data, "getlist") else []
        return given, tokens

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002
        """Never: choosing nothing is an answer."""
        return False

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 (its signature)
        """Let the server ask: a browser knows nothing of those that came already."""
        return False

    def render(
        self,
        name: str,
        value: Any,  # noqa: ARG002 (its signature)
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002
    ) -> SafeString:
        """Return what was kept, each with a tick, and the field of the browser."""
        shape = self.build_attrs(self.attrs, {**(attrs or {}), "name": name, "type": "file"})
        form = flatatt({"form": shape["form"]} if "form" in shape else {})
        lines = format_html_join(
            "",
            '<li><label class="check"><input type="checkbox" name="{}-kept" value="{}" checked{}>'
            ' <bdi>{}</bdi> <span class="quiet small">{}</span></label></li>',
            ((name, one.token, form, one.name, one.size_words) for one in self.kept),
        )
        kept = format_html('<ul class="kept-files">{}</ul>', lines) if self.kept else ""
        return format_html("{}<input multiple data-files{}>", kept, flatatt(shape))


class FilesField(forms.Field):
    """Files that somebody attaches; cleaned to a list of `Upload`."""

    widget = FilesInput
    #: who sends them; None: somebody of whom no less is taken than of others
    by: User | None = None

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"label": "Attach files", "help_text": load_limits().words} | given)

    def clean(self, value: Any) -> list[Upload]:
        """Return what came with this form and before it; all that fits is kept by the widget.

        Raises:
            ValidationError: naming each file that cannot be taken, and why.
        """
        given, tokens = value
        kept = [upload for token in tokens if (upload := read_token(token))]
        reasons = _say_lost(len(tokens) - len(kept))
        room = max(0, load_limits().at_once - len(kept))
        for file in given[:room]:
            try:
                kept.append(take(file, by=self.by))
            except BadInput as reason:
                reasons.append(str(reason))
        reasons += _say_left(given[room:], len(given) + len(tokens))
        widget: Any = self.widget
        widget.kept = kept[: load_limits().at_once]
        if reasons:
            raise ValidationError([*reasons, _say_kept(len(kept))])
        if self.required and not kept:
            raise ValidationError("Choose a file first.")
        return kept


def take(file: Any, *, by: User | None = None) -> Upload:
    """Return what a browser or a program sent, written down; of whom decides how much may wait.

    Raises:
        BadInput: it cannot be taken; the sentence names it.
    """
    if problem := getattr(file, "problem", ""):
        raise BadInput(f"{file.name} could not be received: {problem}. Send your words without it, "
                       "and tell whoever runs this installation.")  # fmt: skip
    return receive(file.name, file, of=by.pk if by and is_limited(by) else None)


def take_all(sent: MultiValueDict[str, Any], *, by: User) -> dict[str, list[Upload]]:
    """Return every file that a program sent, by the name under which it came.

    Raises:
        BadInput: one cannot be taken; the sentence names it.
    """
    return {name: [take(file, by=by) for file in sent.getlist(name)] for name in sent}


def _say_lost(lost: int) -> list[str]:
    if not lost:
        return []
    what = "A file that you chose before is" if lost == 1 else f"{lost} files chosen before are"
    return [f"{what} no longer there; choose it again."]


def _say_left(files: Sequence[Any], total: int) -> list[str]:
    if not files:
        return []
    named = ", ".join(str(file.name) for file in files[:_NAMED])
    more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
    said = f"Of these {total} files {load_limits().at_once} fit on one message. Left out: "
    return [f"{said}{named}{more}. Send them with the next one, or packed into one file."]


def _say_kept(kept: int) -> str:
    files = {0: "", 1: " and the other file"}.get(kept, f" and the other {kept} files")
    return f"Nothing is sent yet; your words{files} are kept here. Send it so, or choose others."
