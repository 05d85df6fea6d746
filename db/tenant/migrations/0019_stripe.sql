-- What is done at Stripe by itself: money given back that pays no due, and refunds made in the organisation's own dashboard.
select 1;
