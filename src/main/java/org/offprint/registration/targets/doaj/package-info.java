/** The deposit of articles with the Directory of Open Access Journals by its API. */
package org.offprint.registration.targets.doaj;
