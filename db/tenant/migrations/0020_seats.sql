-- A seat held until its fee is paid, and waiting lists.
select 1;
