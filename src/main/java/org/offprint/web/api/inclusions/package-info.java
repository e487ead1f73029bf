/** REST resources that read one article or a list of articles, with additional data from other features on request. */
package org.offprint.web.api.inclusions;
