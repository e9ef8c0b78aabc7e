"""How the tables of a trial have changed; every schema that ever was can be brought to the last."""
