"""The resources of the Zaken, Catalogi and Besluiten APIs: how our tables are shown, and the rules of the standard for changing them."""
