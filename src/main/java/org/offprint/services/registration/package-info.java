/** Registration of records with DOI agencies and indexing services, with states, attempts and obstacles. */
package org.offprint.services.registration;
