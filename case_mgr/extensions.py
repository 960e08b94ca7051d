"""Bare extension objects, bound to an application in `app`."""

from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf import CSRFProtect

db = SQLAlchemy(session_options={"autoflush": True})
login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()
