"""The shared language: frameworks, skills, levels, occupations, programs' codes, role profiles. Serves play 2."""
