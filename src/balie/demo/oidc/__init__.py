"""OpenID Connect providers of the town: DigiD and eHerkenning, as an identity broker offers them."""
