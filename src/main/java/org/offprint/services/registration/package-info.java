/** Registration of records with DOI agencies and indexing services, with states, attempts and suspension reasons. */
package org.offprint.services.registration;
