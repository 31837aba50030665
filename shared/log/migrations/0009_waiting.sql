-- The gateway says how far its figures are, also while nothing is numbered.
grant select on log.unnumbered to rf_gateway;
