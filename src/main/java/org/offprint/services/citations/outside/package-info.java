/** Resolution of references to external works, with an imported set of works or Crossref's REST API. */
package org.offprint.services.citations.outside;
