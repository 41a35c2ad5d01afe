/* What a page's title and address call its outlet. */
#ifndef RO_REPORT_OUTLET_H
#define RO_REPORT_OUTLET_H

#include "source/html.h"

/* The host of a URL without "www.", of the page that an archive's URL holds where it does; absent where there is none. */
ro_slice ro_url_host(ro_slice url);

/* Does a name stand for a host: "Lake Post online" for lakepost.example, "Müller & Co" for mueller-co.example? */
bool ro_names_host(ro_slice name, ro_slice host, ro_arena *arena);
bool ro_is_host(ro_slice name, ro_slice host, ro_arena *arena); /* nothing but that: "Lake Post" for lakepost.example */

bool ro_is_address(ro_slice name); /* as it is typed: "www.lakepost.example" */

/* A name without marks and signs around it: of "| Lake Post®" "Lake Post". Absent where nothing is left. */
ro_slice ro_outlet_trim(ro_slice name);

/* A name without what else it says: of "Lake Post - all that the lake talks of" "Lake Post", where that stands for the host and
 * the rest is a motto. */
ro_slice ro_outlet_without_motto(ro_slice name, ro_slice host, ro_arena *arena);

/* The name of the site whose feed is called so: of "Lake Post » Feed" "Lake Post". Absent where that is not the host's name. */
ro_slice ro_outlet_of_feed(ro_slice title, ro_slice host, ro_arena *arena);

/* The host's name where a picture of the page stands for it: of "Lake Post logo" "Lake Post". */
ro_slice ro_outlet_in_pictures(const ro_page *page, ro_slice host, ro_arena *arena);

/* Nothing begins small in a name but what joins names ("Ministry of Foreign Affairs and Trade"). */
bool ro_is_proper_name(ro_slice line);

/* The part of the page's title that is its outlet's name: the one that stands for the host, or what a heading of the page leaves
 * of it. `title` is clean; `host` may be absent. Absent where no part can be told to be it. */
ro_slice ro_outlet_in_title(ro_slice title, const ro_page *page, ro_slice host, ro_arena *arena);

#endif
