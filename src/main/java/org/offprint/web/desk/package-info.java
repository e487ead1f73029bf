/** Pages on which editors write, check and publish articles. The pages call the operations of the REST API. */
package org.offprint.web.desk;
