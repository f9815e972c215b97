"""The faces of Roboto: each name is the path of a TrueType file."""

font_directory: str
font_files: dict[str, str]
Roboto: str
RobotoBold: str
RobotoBoldItalic: str
RobotoItalic: str
RobotoLight: str
RobotoLightItalic: str
RobotoMedium: str
RobotoMediumItalic: str
