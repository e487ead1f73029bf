/** REST resources that read one or several articles, with additional data from other features on request. */
package org.offprint.web.api.inclusions;
