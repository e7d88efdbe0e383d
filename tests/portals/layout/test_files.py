"""What is handed out is a file to save, whatever kind it claims to be."""

import pytest

from techhire.portals.layout.files import handed_out


@pytest.mark.parametrize(
    ("kind", "ending"), [("pdf", "pdf"), ("html", "bin"), ('x"; a=b', "bin"), ("", "bin")]
)
def test_a_file_is_never_shown_by_the_browser(kind: str, ending: str) -> None:
    response = handed_out("work-abc-1", kind, b"<script>")
    assert response["Content-Disposition"] == f'attachment; filename="work-abc-1.{ending}"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
