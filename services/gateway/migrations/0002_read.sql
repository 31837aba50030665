-- Read models: made and rebuilt by the projector (`services/gateway/projections`), read by the gateway.
create schema read;
grant usage, create on schema read to rf_projector;
grant usage on schema read to rf_gateway, rf_ops, rf_verify;
