# pg
