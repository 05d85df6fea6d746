-- Disputes, fees that Stripe keeps, payouts, and reconciliation.
select 1;
