"""The door for web servers: ``gunicorn techhire.config.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techhire.config.settings")
application = get_wsgi_application()
