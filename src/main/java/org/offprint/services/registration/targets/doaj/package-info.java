/** Deposit of articles with the Directory of Open Access Journals. */
package org.offprint.services.registration.targets.doaj;
