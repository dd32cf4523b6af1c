"""The door for other tools' exports: recognise, preview, correct, run, report."""
