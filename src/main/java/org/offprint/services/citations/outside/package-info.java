/** Resolution of references to external works, from an imported set of works or through Crossref's REST API. */
package org.offprint.services.citations.outside;
