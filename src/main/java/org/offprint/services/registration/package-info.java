/** Registration of records with DOI agencies and indexing services. */
package org.offprint.services.registration;
