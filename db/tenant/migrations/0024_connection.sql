-- How the connected account stands with what Stripe requires.
select 1;
