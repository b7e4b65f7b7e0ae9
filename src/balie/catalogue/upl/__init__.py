"""The Uniforme Productnamenlijst as data, and how much of it the services cover. It needs no database and no municipality."""
