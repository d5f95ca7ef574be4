"""Word templates of reports: Office Open XML (ECMA-376) with the tags of Jinja, by docxtpl.

A template comes from elsewhere: its tags run in a sandbox, which reaches no file and no program. A
text of the record is a text in the document, whatever the text says.
"""

import difflib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from incident_tui.exchange.exports import TemplateFaultError
from incident_tui.exchange.exports.office_text import Lines, office_text

BUNDLED = Path(__file__).with_name("template.docx")
"""The template of the program."""
_MAX_UNPACKED_BYTES = 128 << 20
_MAX_PROPERTY_CHARACTERS = 255
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can have."""
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_TAG = re.compile(r"[{}]")
_TAGS_OF_CODES = {"{": "&#123;", "}": "&#125;"}
_QUOTED = re.compile(r"'(\w+)'")


def filled(template: bytes, values: Mapping[str, object]) -> bytes:
    """A document: a template with values in place of the tags.

    The document depends on the template and the values alone, to the byte.

    Args:
        values: by the names in the template; texts may have several lines.

    Raises:
        TemplateFaultError: if the template is no Word document, has a wrong tag, or has a name that
            no value has.
    """
    _check(template)
    document = _Document(io.BytesIO(template))
    file = io.BytesIO()
    try:
        document.render(dict(values), _environment(_in_xml), autoescape=True)
        document.save(file)
    except UndefinedError as error:
        raise TemplateFaultError(_unknown_words(error, values)) from None
    except TemplateSyntaxError as error:
        raise TemplateFaultError(_syntax_words(error)) from None
    except SecurityError as error:
        words = f"has a tag that a template may not have: {error}; take the tag out"
        raise TemplateFaultError(words) from None
    except TemplateError as error:
        raise TemplateFaultError(f"cannot be filled in: {error}; mend the tag") from None
    except RecursionError:
        raise TemplateFaultError("has tags nested too deep; take some of them apart") from None
    except Exception as error:  # whatever an expression of a template, or a part of it, may raise
        raise TemplateFaultError(_other_words(error)) from None
    return with_fixed_dates(file.getvalue())


def with_fixed_dates(content: bytes) -> bytes:
    """A zip file with the same files, in the same order, without dates."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            about = zipfile.ZipInfo(name, _ZIP_DATE)
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 0
            after.writestr(about, before.read(name))
    return file.getvalue()


class _Document(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template whose properties are plain texts, of no more than Word's length."""

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Fill in the author, the title and further texts about the document."""
        environment = _environment(office_text)
        environment.autoescape = False
        core = self.docx.core_properties
        for name in _PROPERTIES:
            written = getattr(core, name)
            if written:
                words = environment.from_string(written).render(context)
                setattr(core, name, words[:_MAX_PROPERTY_CHARACTERS])


def _environment(finalize: Any) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=finalize
    )
    environment.filters["safe"] = str  # no text of the record becomes a part of the document
    return environment


def _in_xml(value: object) -> Markup:
    """A value as the text of an XML element; docxtpl makes line ends of `\\n`.

    Braces are written as numbers: docxtpl reads some pairs of them once more.
    """
    is_escaped = isinstance(value, Markup)  # by the template itself
    text = office_text(Lines(value)) if is_escaped else escape(office_text(value))
    return Markup(_TAG.sub(lambda brace: _TAGS_OF_CODES[brace[0]], text))


def _check(template: bytes) -> None:
    """Check that a file may be a Word document.

    Raises:
        TemplateFaultError: if the file is none.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            names = archive.namelist()
            size = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        names, size = [], 0
    if "word/document.xml" not in names:
        raise TemplateFaultError("is no Word document; save the template as .docx")
    if size > _MAX_UNPACKED_BYTES:
        megabytes = _MAX_UNPACKED_BYTES >> 20
        raise TemplateFaultError(f"is larger than {megabytes} MB unpacked; take pictures out")


def _unknown_words(error: UndefinedError, values: Mapping[str, object]) -> str:
    """Which name is unknown, and the name that may be meant."""
    names = _QUOTED.findall(error.message or "")
    name = names[-1] if names else "?"
    near = difflib.get_close_matches(name, [*_names_in(values)], 1)
    meant = f"; did you mean `{near[0]}`?" if near else ""
    return f"has the name `{name}`, which no report has{meant}; docs/aar.md lists the names"


def _names_in(values: object) -> Iterator[str]:
    """The names of values, and of the fields of the values in lists."""
    if isinstance(values, Mapping):
        for name, value in values.items():
            yield name
            yield from _names_in(value)
    elif isinstance(values, tuple | list):
        yield from getattr(values, "_fields", ())
        for value in values[:1] if not hasattr(values, "_fields") else values:
            yield from _names_in(value)


def _syntax_words(error: TemplateSyntaxError) -> str:
    """What is wrong with a tag, with the words around the tag."""
    lines = [line.strip() for line in getattr(error, "docx_context", ()) if "{" in line]
    tag = next((one for line in lines for one in re.findall(r"\{[{%#].*", line)), "")
    near = f", near “{tag[:60]}”" if tag else ""
    message = (error.message or "it cannot be read").rstrip(".")
    return f"has a wrong tag{near}: {message}; mend the tag"


def _other_words(error: Exception) -> str:
    """What else went wrong, in the words of the library."""
    words = str(error).strip().split("\n")[0][:200]
    return f"cannot be filled in: {words or type(error).__name__}; mend the template"
