"""What the operator sets outside the program, checked once at start."""

from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Words = Annotated[list[str], NoDecode]


class Environment(BaseSettings):
    """Settings by environment variable; lists are separated by commas."""

    model_config = SettingsConfigDict(env_prefix="TECHHIRE_", extra="ignore")

    mode: Literal["production", "demo", "test"] = "production"
    secret_key: str = ""
    field_keys: Words = Field(default_factory=list)
    allowed_hosts: Words = Field(default_factory=list)
    public_url: str = ""
    trusted_origins: Words = Field(default_factory=list)
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    data_dir: Path = Path("var")
    email_url: str = ""
    from_email: str = "TechHire <no-reply@localhost>"
    outside_hosts: Words = Field(default_factory=list)
    vc_api: bool = False
    https: bool = True
    behind_proxy: bool = False
    oidc_name: str = ""
    oidc_server: str = ""
    oidc_client_id: str = ""
    oidc_secret: str = ""
    log_format: Literal["json", "console"] = "json"

    @field_validator("field_keys", "allowed_hosts", "trusted_origins", "outside_hosts", mode="before")
    @classmethod
    def split(cls, value: object) -> object:
        """Accept a comma-separated line where a list is meant."""
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("data_dir")
    @classmethod
    def absolute(cls, value: Path) -> Path:
        """Keep the data folder the same whatever the working folder becomes."""
        return value.resolve()

    def site_url(self) -> str:
        """Where letters say the site is, without a slash at the end: as set, else the first allowed host."""
        host = next((name for name in self.allowed_hosts if name.strip("*.")), "localhost")
        guess = f"{'https' if self.mode == 'production' and self.https else 'http'}://{host.lstrip('*.')}"
        return (self.public_url or guess).rstrip("/")

    def oidc_apps(self) -> list[dict[str, Any]]:
        """The single sign-on server of the operator, where one is set."""
        if not (self.oidc_server and self.oidc_client_id):
            return []
        return [
            {
                "provider_id": "sso",
                "name": self.oidc_name or "Single sign-on",
                "client_id": self.oidc_client_id,
                "secret": self.oidc_secret,
                "settings": {"server_url": self.oidc_server.rstrip("/"), "oauth_pkce_enabled": True},
            }
        ]


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's description of the database at a URL; SQLite in the data folder where none is named."""
    if not url:
        return _sqlite(data_dir / "techhire.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL names {parts.scheme!r}; TechHire runs on sqlite and postgresql.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def email(url: str, demo: bool, data_dir: Path) -> dict[str, Any]:
    """Django's mail settings: the demo keeps letters in a folder, an operator names an SMTP server by URL."""
    if demo or not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(data_dir / "mail"),
        }
    parts = urlsplit(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
