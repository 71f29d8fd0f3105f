{% load static %}// The worker of this site. Its addresses are written by the site; what it does is in its modules.
import { serve } from "{% static "meetings/offline/worker.js" %}";
serve({{ place|safe }});
