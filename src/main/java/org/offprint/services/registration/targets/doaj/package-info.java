/** Registration of articles with the Directory of Open Access Journals (DOAJ). */
package org.offprint.services.registration.targets.doaj;
