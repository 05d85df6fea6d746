-- Training that people had before, imported and counted.
select 1;
