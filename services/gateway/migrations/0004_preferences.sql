-- What somebody wants to be told of is written by the notifier, when it decides the command.
grant insert, update on identity.notification_preferences to rf_notifier;
revoke insert, update on identity.notification_preferences from rf_gateway;
