"""The coaching practices: functions over a session that never commit, and pure rules. Siblings do not import each other."""
