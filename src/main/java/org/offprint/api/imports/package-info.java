/** Imports over HTTP: files are taken, jobs are looked at and cancelled. */
package org.offprint.api.imports;
