from services.ops.cli import app

app()
