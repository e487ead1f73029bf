/** Readers and writers for the JSON and XML of the Directory of Open Access Journals. */
package org.offprint.formats.doaj;
