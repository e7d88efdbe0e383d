"""What an import linter cannot see, checked."""
