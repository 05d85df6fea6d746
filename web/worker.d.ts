// The worker's types reach files that only its own bundler reads.
/// <reference path="../worker/sql-files.d.ts" />
