"""The `techhire` command: first installation, the demo, serving, work, and the engines without a database."""
