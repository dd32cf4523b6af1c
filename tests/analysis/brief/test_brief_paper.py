import shutil
import subprocess
from pathlib import Path

import pytest

from groundswell.analysis.brief import compose, render_pdf
from groundswell.analysis.brief.paper import FONTS
from groundswell.analysis.results import Findings
from tests.analysis.brief.made_findings import EVERY_KIND, PI_DAY, RICH, with_titles
from tests.analysis.brief.reading import pages

NO_FONTS = Path("/nonexistent/fonts")

WITH_POPPLER = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext reads the page back"
)


def words_of(pdf: bytes, folder: Path) -> list[str]:
    paper = folder / "brief.pdf"
    paper.write_bytes(pdf)
    read = subprocess.run(
        ["pdftotext", "-layout", str(paper), "-"], capture_output=True, check=True, text=True
    )
    return read.stdout.split()


class TestThePaper:
    @pytest.mark.parametrize("fonts", [FONTS, NO_FONTS], ids=["built fonts", "own fonts"])
    @pytest.mark.parametrize("findings", EVERY_KIND.values(), ids=EVERY_KIND)
    def test_is_one_page(self, findings: Findings, fonts: Path) -> None:
        pdf = render_pdf(compose(findings, written_on=PI_DAY), fonts=fonts)

        assert pages(pdf) == 1

    @pytest.mark.parametrize(
        "title",
        [
            "Benutzerkontensteuerungsberechtigungsverwaltungsoberflächenaktualisierungsproblem",
            "C:\\Users\\x\\AppData\\Local\\Temp\\" + "verylong\\" * 40,
            "الطابعة في الطابق الثاني لا تعمل 3 مرات",
            "לא ניתן להתחבר ל-VPN",
            "打印机无法连接网络" * 9,
            "🔥🔥🔥",
            "ปริ้นเตอร์ไม่ทำงาน",
            "a\u202eb\x00c\ud800d\u0301\u200d",
            "W" * 400,
            "",
        ],
    )
    def test_is_one_page_whatever_a_title_holds(self, title: str) -> None:
        pdf = render_pdf(compose(with_titles(*[title] * 5), written_on=PI_DAY))

        assert pages(pdf) == 1

    def test_is_tagged_and_says_that_it_conforms(self) -> None:
        pdf = render_pdf(compose(RICH, written_on=PI_DAY))

        assert b"/MarkInfo" in pdf
        assert b"pdfuaid" in pdf

    def test_conforms_even_where_no_font_has_the_letters(self) -> None:
        pdf = render_pdf(compose(with_titles("𒀀𒀁𒀂 打印机"), written_on=PI_DAY))

        assert b"pdfuaid" in pdf

    def test_is_the_same_for_the_same_findings(self) -> None:
        first = render_pdf(compose(RICH, written_on=PI_DAY))

        assert render_pdf(compose(RICH, written_on=PI_DAY)) == first

    @WITH_POPPLER
    def test_holds_at_most_350_words_as_another_program_reads_them(self, tmp_path: Path) -> None:
        pdf = render_pdf(compose(RICH, written_on=PI_DAY))

        assert 200 < len(words_of(pdf, tmp_path)) <= 350

    @WITH_POPPLER
    def test_sets_markup_in_titles_as_the_letters_it_is_made_of(self, tmp_path: Path) -> None:
        brief = compose(with_titles("#panic() $x$ *b* `r` @ref"), written_on=PI_DAY)

        said = " ".join(words_of(render_pdf(brief), tmp_path))

        assert "#panic() $x$ *b* `r` @ref" in said

    @WITH_POPPLER
    def test_shows_every_sentence_of_the_brief(self, tmp_path: Path) -> None:
        brief = compose(RICH, written_on=PI_DAY)

        found = set(words_of(render_pdf(brief), tmp_path))

        for block in brief.blocks:
            for text in block.words():
                assert set(text.split()) <= found, text
