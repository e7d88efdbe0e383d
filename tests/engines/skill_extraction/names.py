"""The small vocabulary the tests of this engine read with."""

from techhire.engines.skill_extraction.vocabulary import NameRow, Vocabulary

NAMES = (
    ("java", "Java", "language", ()),
    ("python", "Python", "language", ()),
    ("go", "Go", "language", ("golang",)),
    ("c", "C", "language", ()),
    ("cpp", "C++", "language", ()),
    ("csharp", "C#", "language", ()),
    ("fsharp", "F#", "language", ()),
    ("r", "R", "language", ()),
    ("perl", "Perl", "language", ()),
    ("sql", "SQL", "language", ()),
    ("swift", "Swift", "language", ()),
    ("rust", "Rust", "language", ()),
    ("javascript", "JavaScript", "language", ("JS",)),
    ("dotnet", ".NET", "platform", ("dotnet",)),
    ("node", "Node.js", "platform", ()),
    ("linux", "Linux", "platform", ()),
    ("aws", "AWS", "platform", ("Amazon Web Services",)),
    ("windows-server", "Windows Server", "platform", ()),
    ("spring", "Spring", "platform", ()),
    ("docker", "Docker", "tool", ()),
    ("kubernetes", "Kubernetes", "tool", ()),
    ("excel", "Excel", "tool", ("Microsoft Excel", "MS Excel")),
    ("word", "Word", "tool", ("Microsoft Word",)),
    ("access", "Access", "tool", ("Microsoft Access",)),
    ("teams", "Microsoft Teams", "tool", ("Teams",)),
    ("active-directory", "Active Directory", "tool", ()),
    ("salesforce", "Salesforce", "platform", ()),
    ("sql-server", "SQL Server", "platform", ()),
    ("tcp-ip", "TCP/IP", "knowledge", ()),
    ("ci-cd", "CI/CD", "method", ()),
    ("help-desk", "help desk", "method", ()),
    ("router", "router", "knowledge", ()),
    ("database", "databases", "knowledge", ()),
    ("rnd", "R&D", "knowledge", ()),
    ("customer-service", "customer service", "workplace", ("atención al cliente",)),
    ("inventory", "inventory management", "workplace", ()),
)


def rows() -> list[NameRow]:
    """Return every name and alias as a row."""
    return [
        NameRow(skill, spelling, kind, name)
        for skill, name, kind, aliases in NAMES
        for spelling in (name, *aliases)
    ]


VOCABULARY = Vocabulary.from_rows(rows())
