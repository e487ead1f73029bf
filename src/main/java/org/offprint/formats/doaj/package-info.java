/** The Directory of Open Access Journals, in JSON and XML: readers and writers. */
package org.offprint.formats.doaj;
